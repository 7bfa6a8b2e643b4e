// SPDX-License-Identifier: Apache-2.0
/** What the bundles consist of that tests build. */
@NullMarked
package tiny;

import org.jspecify.annotations.NullMarked;
