namespace ShopActors.WebApi.Tests.Messaging;

/// <summary>
/// One server and shop for all tests with RabbitMQ, one after the other: some of them kill the server.
/// </summary>
[CollectionDefinition(Name)]
public sealed class RabbitMqCollection : ICollectionFixture<RabbitMqFixture>
{
    public const string Name = "RabbitMQ";
}
