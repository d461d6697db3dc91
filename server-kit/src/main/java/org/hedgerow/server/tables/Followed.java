package org.hedgerow.server.tables;

/**
 * What is followed, and how.
 *
 * @param files which files
 * @param options how they are read
 * @param pace how closely
 */
record Followed(FileSet files, TableFileOptions options, Pace pace) {}
