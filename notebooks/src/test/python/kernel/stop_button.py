"""Starts a long check in a kernel, presses the stop button once the bar has moved, and prints what became of it."""
import queue
import sys
import time

from jupyter_client.manager import start_new_kernel

PATIENCE = 120  # seconds; on a free machine all of it takes ten

PREPARE = """
NotebookSupport.install();
TwoLayerNet net = new TwoLayerNet(784, 100, 10, 0.05, new NumpyRandom(0));
NDArray X = new NumpyRandom(1).randn(64, 784);
int[] y = IntStream.range(0, 64).map(i -> i % 10).toArray();
ParameterCheck check = GradientCheck.ofParameters(net.params(), () -> net.meanLoss(X, y),
    () -> net.loss(X, y).gradients());
Map<String, double[]> before = new LinkedHashMap<>();
net.params().forEach((name, array) -> before.put(name, array.toArray()));
"""
LONG_CHECK = "check.everyEntry().run();"
COMPARE = """
net.params().forEach((name, array) ->
    System.out.println(name + " as it was: " + Arrays.equals(before.get(name), array.toArray())));
"""
CHECK_AGAIN = "System.out.println(check.run().headline());"


def messages(client, request):
    """What a cell puts out, until it has ended."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            message = client.get_iopub_msg(timeout=1)
        except queue.Empty:
            continue
        if message["parent_header"].get("msg_id") == request:
            if message["content"].get("execution_state") == "idle":
                return
            yield message
    sys.exit("the cell did not end")


def run(client, code):
    for message in messages(client, client.execute(code)):
        if message["msg_type"] == "stream":
            print(message["content"]["text"], end="")
        elif message["msg_type"] == "error":
            print(message["content"]["evalue"])


def run_and_stop(manager, client, code):
    stopped = False
    for message in messages(client, client.execute(code)):
        if message["msg_type"] == "update_display_data" and not stopped:
            manager.interrupt_kernel()
            stopped = True
        elif message["msg_type"] == "error":
            print(("stopped: " if stopped else "ended by itself: ") + message["content"]["evalue"])


def main():
    manager, client = start_new_kernel(kernel_name=sys.argv[1], startup_timeout=PATIENCE)
    try:
        run(client, PREPARE)
        run_and_stop(manager, client, LONG_CHECK)
        run(client, COMPARE)
        run(client, CHECK_AGAIN)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    main()
