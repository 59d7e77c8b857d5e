package io.archweave.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretTest {
    private static final Secret SECRET = new Secret("hunter2");

    @Test
    void isRevealedOnlyToWhoAsks() {
        assertEquals("hunter2", SECRET.reveal());
    }

    @Test
    void printsAsAMaskThatDoesNotEvenTellItsLength() {
        assertEquals("[secret]", SECRET.toString());
        assertEquals(new Secret("").toString(), new Secret("x".repeat(100)).toString());
        assertEquals("{password=[secret]}", Map.of("password", SECRET).toString());
    }

    @Test
    void isAMaskInJsonToo() throws Exception {
        assertEquals("{\"password\":\"[secret]\"}", new ObjectMapper().writeValueAsString(Map.of("password", SECRET)));
    }

    @Test
    void equalsWhatHasTheSameValueAndNotWhatOnlyPrintsTheSame() {
        assertEquals(new Secret("hunter2"), SECRET);
        assertEquals(new Secret("hunter2").hashCode(), SECRET.hashCode());
        assertNotEquals(new Secret("hunter3"), SECRET);
        assertNotEquals("[secret]", SECRET);
    }

    @Test
    void refusesToBeNothing() {
        assertThrows(NullPointerException.class, () -> new Secret(null));
    }
}
