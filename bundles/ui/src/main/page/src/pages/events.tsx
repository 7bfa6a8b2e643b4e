export function Events(_: Record<string, unknown>) { return <p>Events</p>; }
