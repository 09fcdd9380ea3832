#!/bin/bash
set -ex
B64_CLUSTER_CA=${ca}
API_SERVER_URL=${endpoint}
/etc/eks/bootstrap.sh ${cluster_name} --b64-cluster-ca $B64_CLUSTER_CA --apiserver-endpoint $API_SERVER_URL
