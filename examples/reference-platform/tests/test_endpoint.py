"""Tests an endpoint after a deployment."""

import argparse
import json
import logging

import boto3

logger = logging.getLogger(__name__)
sagemaker = boto3.client("sagemaker")


def invoke_endpoint(endpoint_name):
    """Add code here that invokes the endpoint and validates what it answers."""
    return {"endpoint_name": endpoint_name, "success": True}


def test_endpoint(endpoint_name):
    status = sagemaker.describe_endpoint(EndpointName=endpoint_name)["EndpointStatus"]
    if status != "InService":
        raise RuntimeError(f"{endpoint_name} is {status}")
    results = invoke_endpoint(endpoint_name)
    logger.info("endpoint %s: success = %s", endpoint_name, results["success"])
    return results


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--endpoint", required=True)
    parser.add_argument("--output", required=True)
    arguments = parser.parse_args()
    with open(arguments.output, "w") as file:
        json.dump(test_endpoint(arguments.endpoint), file)
