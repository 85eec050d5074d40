"""One line of JSON for each event of a process: its own, its libraries', and the last one."""

import json
import subprocess
import sys

PROCESS = """
import asyncio, logging, threading, warnings
import structlog, uvicorn
from chassis import telemetry

telemetry.configure("sample-api", log_level="info", otlp_endpoint=None, trace_ratio=1.0)

async def app(scope, receive, send):
    raise RuntimeError("two\\nlines")

async def serve():
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0)
    port = server.servers[0].sockets[0].getsockname()[1]
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET / HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n")
    await _.read()
    writer.close()
    server.should_exit = True
    await serving

structlog.get_logger().info("own", path="a\\u2028b\\x85c\\ud800")
asyncio.run(serve())
thread = threading.Thread(target=logging.getLogger("library").error, args=("of %s", "a thread"))
thread.start()
thread.join()
warnings.warn("careful", stacklevel=1)
raise RuntimeError("the\\nend")
"""


def test_every_line_of_a_process_is_one_event_in_json():
    ran = subprocess.run(
        [sys.executable, "-W", "default", "-c", PROCESS], capture_output=True, text=True, timeout=60
    )

    events = [json.loads(line) for line in ran.stdout.splitlines()]
    by_logger = {event.get("logger"): event for event in events}
    assert ran.stderr == ""
    assert {event["service"] for event in events} == {"sample-api"}
    assert all({"event", "level", "timestamp"} <= event.keys() for event in events)
    assert by_logger[None]["path"] == "a\u2028b\x85c\ud800"
    assert "two\nlines" in by_logger["uvicorn.error"]["exception"]
    assert by_logger["library"]["event"] == "of a thread"
    assert "careful" in by_logger["py.warnings"]["event"]
    assert "the\nend" in by_logger["process"]["exception"]
