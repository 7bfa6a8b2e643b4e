// SPDX-License-Identifier: Apache-2.0
package tiny;

/** What makes {@link Litter} a managed bean. */
public interface LitterMBean {
    /** How much of it there is. */
    int getCount();
}
