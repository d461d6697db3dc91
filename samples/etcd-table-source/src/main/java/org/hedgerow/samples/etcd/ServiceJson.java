package org.hedgerow.samples.etcd;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.hedgerow.record.DomainName;
import org.jspecify.annotations.Nullable;

/**
 * Services as JSON, as CoreDNS has them ({@code plugin/etcd/msg/service.go}). Names of fields may be in any case, as Go
 * reads them; fields with other names mean nothing.
 */
final class ServiceJson {
    private static final int MAX_16_BITS = 0xFFFF;
    private static final int MAX_LABELS = 127;

    private final JsonObject fields;

    private ServiceJson(JsonObject fields) {
        this.fields = fields;
    }

    /**
     * Reads a service.
     *
     * @throws IllegalArgumentException if it is none; the message says what was expected, and what was found
     */
    static Service read(String text) {
        return new ServiceJson(object(text)).service();
    }

    /** Writes a service, without what is empty or 0. */
    static String write(Service service) {
        JsonObject json = new JsonObject();
        Map<String, String> texts = Map.of("host", service.host(), "text", service.text(), "group", service.group());
        for (String name : new String[] {"host", "text", "group"}) {
            if (!texts.getOrDefault(name, "").isEmpty()) {
                json.addProperty(name, texts.get(name));
            }
        }
        for (String name : Service.NUMBERS) {
            int number = service.numbers().getOrDefault(name, 0);
            if (number != 0) {
                json.addProperty(name, number);
            }
        }
        if (service.mail()) {
            json.addProperty("mail", true);
        }
        return json.toString();
    }

    private static JsonObject object(String text) {
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            JsonElement element = JsonParser.parseReader(reader);
            if (!element.isJsonObject() || reader.peek() != JsonToken.END_DOCUMENT) {
                throw expected("a JSON object", text);
            }
            JsonObject lower = new JsonObject();
            element.getAsJsonObject()
                    .entrySet()
                    .forEach(each -> lower.add(each.getKey().toLowerCase(Locale.ROOT), each.getValue()));
            return lower;
        } catch (JsonParseException | IOException e) {
            throw expected("a JSON object", text);
        }
    }

    private Service service() {
        Map<String, Integer> numbers = new HashMap<>();
        numbers.put(Service.PORT, number(Service.PORT, MAX_16_BITS));
        numbers.put(Service.PRIORITY, number(Service.PRIORITY, MAX_16_BITS));
        numbers.put(Service.WEIGHT, number(Service.WEIGHT, MAX_16_BITS));
        numbers.put(Service.TTL, number(Service.TTL, Integer.MAX_VALUE));
        numbers.put(Service.TARGET_STRIP, number(Service.TARGET_STRIP, MAX_LABELS));
        Service service = new Service(string("host"), string("text"), string("group"), isTrue("mail"), numbers);
        if (service.host().isEmpty() && service.text().isEmpty()) {
            throw new IllegalArgumentException("expected \"host\" or \"text\", found neither");
        }
        if (!service.host().isEmpty() && service.address() == null) {
            DomainName.of(service.host());
        }
        return service;
    }

    private @Nullable JsonElement field(String name) {
        JsonElement field = fields.get(name);
        return field == null || field.isJsonNull() ? null : field;
    }

    private String string(String name) {
        JsonElement field = field(name);
        if (field == null) {
            return "";
        }
        if (field instanceof JsonPrimitive value && value.isString()) {
            return value.getAsString();
        }
        throw expected("text for \"" + name + '"', field.toString());
    }

    private boolean isTrue(String name) {
        JsonElement field = field(name);
        if (field == null) {
            return false;
        }
        if (field instanceof JsonPrimitive value && value.isBoolean()) {
            return value.getAsBoolean();
        }
        throw expected("true or false for \"" + name + '"', field.toString());
    }

    private int number(String name, int most) {
        JsonElement field = field(name);
        if (field == null) {
            return 0;
        }
        String text = field.toString();
        long value = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
        if (value < 0 || value > most) {
            throw expected("a number from 0 to " + most + " for \"" + name + '"', text);
        }
        return (int) value;
    }

    private static IllegalArgumentException expected(String what, String found) {
        return new IllegalArgumentException("expected " + what + ", found " + Quoted.of(found));
    }
}
