"""Brightway on the same system, in an environment of its own: it is no dependency of the platform.

Started by `bench.engine` with the interpreter of that environment; reads a system from the file
named, with the solver named (`pardiso` or `superlu`), then one command per line, and answers each
with one line of JSON: `exact` (a fresh object, solved once), `tree NODES` (the same, then opened
down to its exchanges) or `sample COUNT SEED` (that many draws of every exchange).
"""

import gc
import heapq
import json
import sys
import time
import warnings

warnings.filterwarnings("ignore")
if sys.argv[2:] == ["superlu"]:
    sys.modules["pypardiso"] = None  # Brightway then takes SuperLU, as if it was not installed.

import bw2calc  # noqa: E402 -- it warns on import that a faster solver is not installed
import bw_processing  # noqa: E402
import numpy  # noqa: E402

LOGNORMAL, CERTAIN = 2, 0


def package(system):
    """A data package: unit diagonal, links as consumption, and emissions per product."""
    made = bw_processing.create_datapackage()
    nodes = numpy.arange(system["nodes"])
    rows = numpy.concatenate([nodes, system["suppliers"]])
    columns = numpy.concatenate([nodes, system["users"]])
    values = numpy.concatenate([numpy.ones(len(nodes)), system["amounts"]])
    flip = numpy.concatenate(
        [numpy.zeros(len(nodes), bool), numpy.ones(len(rows) - len(nodes), bool)]
    )
    sigmas = numpy.concatenate([numpy.zeros(len(nodes)), system["link_sigmas"]])
    add(made, "technosphere_matrix", rows, columns, values, sigmas, flip_array=flip)
    flow = numpy.full(len(system["emitters"]), system["nodes"])
    add(made, "biosphere_matrix", flow, system["emitters"], system["emissions"], system["sigmas"])
    one = numpy.array([system["nodes"]])
    add(made, "characterization_matrix", one, one, numpy.ones(1), numpy.zeros(1))
    return made


def add(made, matrix, rows, columns, values, sigmas, **more):
    indices = numpy.array(list(zip(rows, columns, strict=True)), dtype=bw_processing.INDICES_DTYPE)
    spread = numpy.zeros(len(values), dtype=bw_processing.UNCERTAINTY_DTYPE)
    spread["uncertainty_type"] = numpy.where((sigmas > 0) & (values > 0), LOGNORMAL, CERTAIN)
    uncertain = spread["uncertainty_type"] == LOGNORMAL
    spread["loc"] = numpy.where(uncertain, numpy.log(numpy.where(values > 0, values, 1)), values)
    spread["scale"] = numpy.where(uncertain, sigmas, numpy.nan)
    for member in ("shape", "minimum", "maximum"):
        spread[member] = numpy.nan
    made.add_persistent_vector(
        matrix=matrix,
        indices_array=indices,
        data_array=values,
        distributions_array=spread,
        **more,
    )


def exact(made, system):
    started = time.perf_counter()
    lca = bw2calc.LCA({int(system["reference"]): float(system["demand"])}, data_objs=[made])
    lca.lci()
    lca.lcia()
    return {"seconds": time.perf_counter() - started, "score": float(lca.score)}


def tree(made, system, most):
    """What the platform's contribution tree does, in floats: best first, by scores of one unit."""
    started = time.perf_counter()
    lca = bw2calc.LCA({int(system["reference"]): float(system["demand"])}, data_objs=[made])
    lca.lci()
    lca.lcia()
    matrix = lca.technosphere_matrix.tocsc()
    own = numpy.asarray((lca.characterization_matrix @ lca.biosphere_matrix).sum(axis=0)).ravel()
    units = bw2calc.spsolve(matrix.T.tocsr(), own)
    leaves = len(system["emitters"]) // int(system["nodes"])
    count, nodes = 1, [(-abs(lca.score), 0, int(system["reference"]), float(system["demand"]), [])]
    waiting = list(nodes)
    while waiting:
        _, _, at, amount, children = heapq.heappop(waiting)
        span = slice(matrix.indptr[at], matrix.indptr[at + 1])
        links = [
            (int(row), -float(value))
            for row, value in zip(matrix.indices[span], matrix.data[span], strict=True)
            if row != at
        ]
        if count + len(links) + leaves > most:
            continue
        count += leaves
        for row, value in links:
            count += 1
            score = amount * value * units[row]
            child = (-abs(score), count, row, amount * value, [])
            children.append(child)
            heapq.heappush(waiting, child)
    return {"seconds": time.perf_counter() - started, "nodes": count}


def sample(made, system, count, seed):
    lca = bw2calc.LCA(
        {int(system["reference"]): float(system["demand"])},
        data_objs=[made],
        use_distributions=True,
        seed_override=seed,
    )
    lca.lci()
    lca.lcia()
    started, scores = time.perf_counter(), []
    for _ in range(count):
        next(lca)
        scores.append(float(lca.score))
    took = time.perf_counter() - started
    return {"seconds": took, "scores": scores}


def main():
    system = dict(numpy.load(sys.argv[1]))
    made = package(system)
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    commands = {"exact": exact, "tree": tree, "sample": sample}
    for line in sys.stdin:
        command, *rest = line.split()
        found = commands[command](made, system, *map(int, rest))
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
