"""Trains the churn model on what SageMaker puts into the channel."""

import json
import pathlib

import pandas
from sklearn.linear_model import LogisticRegression

rows = pandas.read_csv("/opt/ml/input/data/training/rows.csv")
model = LogisticRegression(max_iter=1000).fit(rows.drop(columns="churned"), rows["churned"])
weights = {"weights": model.coef_[0].tolist(), "bias": float(model.intercept_[0])}
pathlib.Path("/opt/ml/model/model.json").write_text(json.dumps(weights))
