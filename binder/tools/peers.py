#!/usr/bin/env python3
"""The peers of the benchmark: the tutorial's loop in NumPy, and PyTorch's gradcheck, on the nets of the Java side."""
import os
import sys
import time

import numpy as np
import torch

SIZES = ["4-10-3-5", "64-50-10-32", "784-100-10-64"]
LONGEST = 60  # seconds; what would take longer is worked out from the time of one evaluation


def net(sizes):
    """Weights from seed 0 with standard deviation 0.1, data from seed 1, labels i mod classes."""
    inputs, hidden, classes, examples = map(int, sizes.split("-"))
    weights = np.random.RandomState(0)
    params = {
        "W1": 0.1 * weights.randn(inputs, hidden),
        "b1": np.zeros(hidden),
        "W2": 0.1 * weights.randn(hidden, classes),
        "b2": np.zeros(classes),
    }
    return params, np.random.RandomState(1).randn(examples, inputs), np.arange(examples) % classes


def numpy_loss(params, x, y):
    hidden = np.maximum(0, x.dot(params["W1"]) + params["b1"])
    scores = hidden.dot(params["W2"]) + params["b2"]
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    chosen = exponentials[np.arange(len(y)), y] / exponentials.sum(axis=1)
    return -np.log(chosen).sum() / len(y)


def numpy_gradient(params, x, y, h=1e-5):
    """The two-sided difference of every entry, one after the other."""
    for array in params.values():
        gradient = np.zeros_like(array)
        for index in np.ndindex(array.shape):
            before = array[index]
            array[index] = before + h
            above = numpy_loss(params, x, y)
            array[index] = before - h
            below = numpy_loss(params, x, y)
            array[index] = before
            gradient[index] = (above - below) / (2 * h)


def torch_check(params, x, y, fast, wrong=False):
    """Whether the gradient passes; with one weight of W1 wrong if asked."""
    tensors = [torch.tensor(array, requires_grad=True) for array in params.values()]
    data, labels = torch.tensor(x), torch.tensor(y)

    def damaged(gradient):
        changed = gradient.clone()
        changed.view(-1)[changed.numel() // 3] += 10 * gradient.square().mean().sqrt() + 1e-3
        return changed

    def loss(w1, b1, w2, b2):
        first = w1.clone()
        if wrong:
            first.register_hook(damaged)
        return torch.nn.functional.cross_entropy(torch.relu(data @ first + b1) @ w2 + b2, labels)

    return torch.autograd.gradcheck(loss, tensors, fast_mode=fast, raise_exception=False)


def choose_threads(task):
    """One thread or all cores, whichever is faster: for small nets PyTorch's own threads get in its way."""
    times = {}
    for threads in (1, os.cpu_count()):
        torch.set_num_threads(threads)
        task()
        times[threads] = best(task, 1)
    torch.set_num_threads(min(times, key=times.get))


def torch_evaluations(params, x, y):
    """What the slow mode is made of."""
    w1, b1, w2, b2 = (torch.tensor(array, requires_grad=True) for array in params.values())
    data, labels = torch.tensor(x), torch.tensor(y)
    for _ in range(50):
        torch.nn.functional.cross_entropy(torch.relu(data @ w1 + b1) @ w2 + b2, labels)


def best(task, at_most):
    """The fastest of several runs, in milliseconds."""
    times = []
    while len(times) < 7 and (not times or sum(times) < at_most):
        begun = time.perf_counter()
        task()
        times.append(time.perf_counter() - begun)
    return 1000 * min(times)


def time_net(sizes, params, x, y):
    """The lines of one size: the loop in NumPy, and PyTorch's check in both modes."""
    entries = sum(array.size for array in params.values())
    numpy_loss(params, x, y)
    evaluation = best(lambda: [numpy_loss(params, x, y) for _ in range(100)], 1) / 100
    expected = 2 * entries * evaluation
    if expected < 1000 * LONGEST:
        print(f"numpyLoop,{sizes},{best(lambda: numpy_gradient(params, x, y), 4):.6g}", flush=True)
    else:
        print(f"numpyLoop,{sizes},{expected:.6g},from one evaluation", flush=True)
    choose_threads(lambda: torch_check(params, x, y, True))
    print(f"torchFast,{sizes},{best(lambda: torch_check(params, x, y, True), 2):.6g}", flush=True)
    choose_threads(lambda: torch_evaluations(params, x, y))
    print(f"torchSlow,{sizes},{best(lambda: torch_check(params, x, y, False), 2):.6g}", flush=True)


def time_failure(sizes, params, x, y):
    """The line of a check that fails."""
    if torch_check(params, x, y, False, wrong=True):
        sys.exit("PyTorch did not see the wrong weight")
    print(f"torchFails,{sizes},{best(lambda: torch_check(params, x, y, False, wrong=True), 2):.6g}", flush=True)


def main():
    print("versions,,NumPy", np.__version__, "PyTorch", torch.__version__.split("+")[0], flush=True)
    for sizes in SIZES:
        time_net(sizes, *net(sizes))
    time_failure(SIZES[-1], *net(SIZES[-1]))


if __name__ == "__main__":
    sys.exit(main())
