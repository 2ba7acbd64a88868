package io.kyozo.sql;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

@Entity
class Thing {
    @Id
    UUID id;

    String name;
    Instant at;
    int amount;

    static Thing named(String name) {
        Thing thing = new Thing();
        thing.id = UUID.randomUUID();
        thing.name = name;
        return thing;
    }
}
