namespace ShopActors.WebApi.Tests.Messaging;

/// <summary>
/// One cluster and shop for all tests with Kafka, one after the other: some of them send the brokers away.
/// </summary>
[CollectionDefinition(Name)]
public sealed class KafkaCollection : ICollectionFixture<KafkaFixture>
{
    public const string Name = "Kafka";
}
