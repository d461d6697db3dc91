-- Optional, for PostgreSQL: increases the version by itself after each statement that changes records.
CREATE OR REPLACE FUNCTION hedgerow_next_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE hedgerow_version SET version = version + 1;
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS hedgerow_next_version ON hedgerow_record;
CREATE TRIGGER hedgerow_next_version
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON hedgerow_record
    FOR EACH STATEMENT EXECUTE FUNCTION hedgerow_next_version();
