"""The training contract's `train`: a scaler and a logistic regression of scikit-learn, as one ONNX graph."""

import argparse
import json
import os
from pathlib import Path

from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from onnx_writer import FLOAT, INT64, batch, integer, model, node, tensor


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--inverse_penalty", type=float, default=1.0)
    arguments.add_argument("--max_iterations", type=int, default=1000)
    settings = arguments.parse_args()

    lines = (Path(os.environ["SM_CHANNEL_TRAIN"]) / "rows.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    names = sorted(rows[0]["inputs"])
    features = [[row["inputs"][name] for name in names] for row in rows]
    labels = [int(row["label"]) for row in rows]

    classifier = LogisticRegression(C=settings.inverse_penalty, max_iter=settings.max_iterations)
    pipeline = make_pipeline(StandardScaler(), classifier).fit(features, labels)
    print(f"{len(rows)} rows, {len(names)} features, accuracy on them {pipeline.score(features, labels):.3f}")

    target = Path(os.environ["SM_MODEL_DIR"]) / "model.onnx"
    target.write_bytes(graph_of(names, pipeline[0], classifier))
    print(f"wrote {target.name}, {target.stat().st_size} bytes")


def graph_of(names, scaler, classifier):
    """One input per feature; the same arithmetic as the pipeline's predict_proba."""
    count = len(names)
    columns = [f"{name}_column" for name in names]
    nodes = [node("Reshape", [name, "one_column"], [column]) for name, column in zip(names, columns)]
    nodes += [
        node("Concat", columns, ["raw"], integer("axis", 1)),
        node("Sub", ["raw", "means"], ["centred"]),
        node("Div", ["centred", "deviations"], ["scaled"]),
        node("MatMul", ["scaled", "weights"], ["sum"]),
        node("Add", ["sum", "bias"], ["logit"]),
        node("Sigmoid", ["logit"], ["probability"]),
        node("Reshape", ["probability", "flat"], ["score"]),
        node("Greater", ["score", "half"], ["decided"]),
        node("Cast", ["decided"], ["label"], integer("to", INT64)),
    ]
    constants = [
        tensor("one_column", INT64, [2], [-1, 1]),
        tensor("flat", INT64, [1], [-1]),
        tensor("means", FLOAT, [count], list(scaler.mean_)),
        tensor("deviations", FLOAT, [count], list(scaler.scale_)),
        tensor("weights", FLOAT, [count, 1], list(classifier.coef_[0])),
        tensor("bias", FLOAT, [], [classifier.intercept_[0]]),
        tensor("half", FLOAT, [], [0.5]),
    ]
    inputs = [batch(name, FLOAT) for name in names]
    outputs = [batch("label", INT64), batch("score", FLOAT)]
    return model("holdfast-example-iris", nodes, constants, inputs, outputs)


main()
