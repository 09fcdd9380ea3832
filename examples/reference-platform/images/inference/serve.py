"""Serves the churn model as SageMaker asks for it: /ping and /invocations."""

import json
import math

from flask import Flask, request

app = Flask(__name__)
with open("/opt/ml/model/model.json") as file:
    model = json.load(file)


@app.get("/ping")
def ping():
    return ""


@app.post("/invocations")
def invoke():
    row = request.get_json()
    score = model["bias"] + sum(weight * value for weight, value in zip(model["weights"], row))
    return {"churn": 1 / (1 + math.exp(-score))}


app.run(host="0.0.0.0", port=8080)
