namespace ShopActors.TestKit;

/// <summary>A test that starts a RabbitMQ server.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RabbitMqFactAttribute() : RequiresToolFactAttribute(RabbitMqServer.Tool, RabbitMqServer.Install);
