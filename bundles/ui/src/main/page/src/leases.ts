// SPDX-License-Identifier: Apache-2.0
const KEY = "jackfield.lease.";

/** The tokens of what this tab has leased; a call to a leased device needs its own. */
export const leases = {
  token: (id: string): string | null => sessionStorage.getItem(KEY + id),
  keep: (id: string, token: string): void => sessionStorage.setItem(KEY + id, token),
  forget: (id: string): void => sessionStorage.removeItem(KEY + id),
  header: (id: string): Record<string, string> => {
    const token = sessionStorage.getItem(KEY + id);
    return token ? { "Jackfield-Lease": token } : {};
  },
};
