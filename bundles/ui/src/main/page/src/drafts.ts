// SPDX-License-Identifier: Apache-2.0
import { dashboardOf, type Dashboard } from "./dashboard";

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** What somebody has changed of a dashboard and not saved yet; kept for as long as the tab is there. */
export class Drafts {
  constructor(private readonly store: Store) {}

  of(name: string): Dashboard | undefined {
    const kept = this.store.getItem(key(name));
    try {
      return kept === null ? undefined : dashboardOf(JSON.parse(kept));
    } catch {
      return undefined; // not written by this page
    }
  }

  keep(name: string, board: Dashboard): void {
    this.store.setItem(key(name), JSON.stringify(board));
  }

  drop(name: string): void {
    this.store.removeItem(key(name));
  }
}

function key(name: string): string {
  return `jackfield.draft.${name}`;
}
