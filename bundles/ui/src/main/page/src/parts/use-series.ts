// SPDX-License-Identifier: Apache-2.0
import { useEffect, useMemo, useState } from "preact/hooks";
import { feed } from "../feed/feed";
import { history } from "../feed/history";
import { ServerClock } from "../look";
import { onlyName } from "../payload";
import { DeviceSeries } from "../series";
import type { Device, Frame } from "../wire";

const PAST = 600;

export interface LiveSeries {
  series: DeviceSeries;
  clock: ServerClock;
  names: string[];
  recent: Frame[];
}

/** A device's series, filled with what is kept and then with what comes. */
export function useSeries(device: Device, recentFrames = 60): LiveSeries {
  const id = device.device_id;
  const [names, setNames] = useState<string[]>([]);
  const live = useMemo(
    () => ({ series: new DeviceSeries(onlyName(device.channels)), clock: new ServerClock(), recent: [] as Frame[] }),
    [id],
  );
  live.series.describe(device.channels);
  useEffect(() => {
    let waiting: Frame[] | undefined = [];
    const take = (frame: Frame) => {
      live.series.take(frame);
      live.recent.push(frame);
      if (live.recent.length > recentFrames) live.recent.shift();
      if (live.series.names.length !== known) setNames(live.series.names);
      known = live.series.names.length;
    };
    let known = 0;
    const leave = feed.watch(id, (frame) => {
      if (frame.event === "device_data") live.clock.heard(Date.parse(frame.timestamp) / 1_000, Date.now() / 1_000);
      if (waiting) waiting.push(frame);
      else take(frame);
    });
    const reached = (sequence: number) => waiting?.some((frame) => frame.event === "device_data" && frame.sequence <= sequence + 1) ?? true;
    const left = new AbortController();
    void history(id, PAST, take, reached, left.signal).then(() => {
      if (!left.signal.aborted) waiting?.forEach(take);
      waiting = undefined;
    });
    return () => {
      leave();
      left.abort();
    };
  }, [id]);
  return { ...live, names };
}
