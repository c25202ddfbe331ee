using ShopActors.WebApi.Tests.Grpc;

namespace ShopActors.WebApi.Tests.Communication;

/// <summary>A shop that can be reached, and heard, by every way there is.</summary>
public sealed class CommunicationFixture : GrpcFixture
{
    private readonly TemporaryDirectory _home = new("communication-");

    public CommunicationFixture() => Broker = new(_home.FullName);

    internal RabbitMqServer Broker { get; }

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings)
    {
        ["Events:Webhooks:AllowPrivateTargets"] = "true",
        ["Events:RabbitMq:Enabled"] = "true",
        ["Events:RabbitMq:Uri"] = Broker.Uri.ToString(),
        ["Events:RabbitMq:Commands:Enabled"] = "true",
    };

    public override async Task InitializeAsync()
    {
        // Without the server all tests are skipped.
        if (RabbitMqServer.MissingReason is not null) return;
        await Broker.StartAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        if (RabbitMqServer.MissingReason is null) await base.DisposeAsync();
        await Broker.DisposeAsync();
        _home.Dispose();
    }
}
