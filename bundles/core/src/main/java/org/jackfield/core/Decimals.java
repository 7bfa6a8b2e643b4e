// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * Writes the doubles that measurements mostly are, those with few decimal places, without an object for each,
 * and leaves the others to Jackson; the text is the same either way.
 *
 * <p>One thread at a time.
 */
final class Decimals {
    /** What {@link Double#toString} writes without an exponent, beside zero. */
    private static final double LEAST = 1e-3;

    private static final double MOST = 1e7;
    /** Below this, so many more decimal places fit that a digit and its place are still one exact long. */
    private static final double SMALL = 1e3;

    private static final int SMALL_PLACES = 12;
    private static final int PLACES = 8;
    private static final double SMALL_SCALE = 1e12;
    private static final double SCALE = 1e8;
    /** A sign, 15 digits and a point, with zeros before and behind it. */
    private static final int LONGEST = 24;

    /** So many others in a row are a block of them, in which a decimal is looked for at every such number only. */
    private static final int OTHERS = 16;

    private final char[] text = new char[LONGEST];
    private int others;

    /** Writes a finite number. */
    void write(double number, JsonGenerator json) throws IOException {
        if (isAmongOthers() || !writeDecimal(number, json)) {
            json.writeNumber(number);
        }
    }

    private boolean isAmongOthers() {
        if (others < OTHERS || others % OTHERS == 0) {
            return false;
        }
        others++;
        return true;
    }

    private boolean writeDecimal(double number, JsonGenerator json) throws IOException {
        double size = Math.abs(number);
        boolean small = size < SMALL;
        double scale = small ? SMALL_SCALE : SCALE;
        // Both are exact, so that the quotient is the double nearest to the decimal: what a reader will make of it.
        // No other decimal with as many places is read as the same number, since doubles are far denser here.
        long digits = (long) (size * scale + 0.5);
        if (size >= LEAST && size < MOST && digits / scale == size) {
            int begin = put(digits, small ? SMALL_PLACES : PLACES, number < 0);
            json.writeNumber(text, begin, LONGEST - begin);
            others = 0;
            return true;
        }
        others++;
        return false;
    }

    /** Puts it at the end of the text and tells where it begins. */
    private int put(long scaled, int scaledPlaces, boolean negative) {
        long digits = scaled;
        int places = scaledPlaces;
        while (places > 1 && digits % 10 == 0) {
            digits /= 10;
            places--;
        }
        int at = LONGEST;
        for (int place = 0; place < places; place++) {
            text[--at] = (char) ('0' + digits % 10);
            digits /= 10;
        }
        text[--at] = '.';
        do {
            text[--at] = (char) ('0' + digits % 10);
            digits /= 10;
        } while (digits > 0);
        if (negative) {
            text[--at] = '-';
        }
        return at;
    }
}
