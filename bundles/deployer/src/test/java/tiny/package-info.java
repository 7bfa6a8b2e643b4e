// SPDX-License-Identifier: Apache-2.0
/** A driver small enough to be packed into many JARs; what it does is said in each JAR's manifest. */
@NullMarked
package tiny;

import org.jspecify.annotations.NullMarked;
