export function Dashboards(_: Record<string, unknown>) { return <p>Dashboards</p>; }
