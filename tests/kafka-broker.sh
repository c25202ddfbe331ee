#!/usr/bin/env bash
# Runs the tests with Kafka against real brokers instead of those that the client library plays:
#
#   KAFKA_BOOTSTRAP=host:port[,host:port] tests/kafka-broker.sh
#
# Each run makes topics of its own (shop-RUN.AREA, cart-RUN, cart-RUN.dead) and leaves them there. Tests that make brokers
# fail are skipped.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
: "${KAFKA_BOOTSTRAP:?Set it to the addresses of the brokers, such as 127.0.0.1:9092.}"
export KAFKA_BOOTSTRAP
exec dotnet test tests/WebApi.Tests --filter 'FullyQualifiedName~KafkaEventTests|FullyQualifiedName~CartTopicTests' "$@"
