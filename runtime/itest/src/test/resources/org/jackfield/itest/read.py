# SPDX-License-Identifier: Apache-2.0
"""Reads a stream as scripts do that were written for LabDaemon: a chunk at a time, in blocks of 1,024 bytes.

read.py PORT PATH COUNT prints "ID SEQUENCE" of so many samples, each as soon as it is there.
"""
import http.client
import json
import sys

BLOCK = 1024


def blocks(stream):
    """What urllib3 makes of a chunked body: a block is given once it, and with a chunk's last one the chunk, is there."""
    while True:
        left = int(stream.readline().split(b";")[0], 16)
        if left == 0:
            return
        while left > 0:
            block = stream.read(min(BLOCK, left))
            left -= len(block)
            if left == 0 and stream.read(2) != b"\r\n":
                raise ValueError("a chunk has no end")
            yield block


def events(stream):
    """Cuts at CRLF-CRLF wherever there is one, before at LF-LF: mixed line ends would glue events together."""
    text = b""
    for block in blocks(stream):
        text += block
        while True:
            end = b"\r\n\r\n" if b"\r\n\r\n" in text else b"\n\n"
            event, found, rest = text.partition(end)
            if not found:
                break
            text = rest
            yield dict(line.split(": ", 1) for line in event.decode("utf-8").splitlines() if not line.startswith(":"))


def main(port, path, count):
    connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=30)
    connection.request("GET", path, headers={"Accept": "*/*"})
    response = connection.getresponse()
    if response.status != 200 or response.getheader("Transfer-Encoding") != "chunked":
        raise ValueError(f"expected a chunked stream, came {response.status} {response.getheaders()}")
    samples = (event for event in events(response.fp) if event.get("event") == "device_data")
    for _, event in zip(range(int(count)), samples):
        print(event["id"], json.loads(event["data"])["sequence"], flush=True)


main(*sys.argv[1:])
