#!/bin/bash
echo "${environment} ${bucket}" > /etc/app
