export function Drivers(_: Record<string, unknown>) { return <p>Drivers</p>; }
