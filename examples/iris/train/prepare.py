"""The training contract's `prepare`: Fisher's iris measurements in, labelled rows out."""

import json
import os
from pathlib import Path

FEATURES = ["sepal_length", "sepal_width", "petal_length", "petal_width"]


def main():
    source = Path(os.environ["SM_CHANNEL_FLOWERS"]) / "iris.json"
    flowers = json.loads(source.read_text(encoding="utf-8"))
    target = Path(os.environ["SM_OUTPUT_DATA_DIR"]) / "rows.jsonl"
    with target.open("w", encoding="utf-8") as lines:
        for number, (*measured, species) in enumerate(flowers):
            row = {
                "id": f"flower-{number}",
                # Flowers with the same measurements are not told apart, so they stay together.
                "group": "-".join(str(value) for value in measured),
                "label": int(species == "virginica"),
                "inputs": dict(zip(FEATURES, measured)),
            }
            lines.write(json.dumps(row) + "\n")
    print(f"{len(flowers)} flowers")


main()
