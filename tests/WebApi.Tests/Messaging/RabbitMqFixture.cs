using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace ShopActors.WebApi.Tests.Messaging;

/// <summary>A shop that publishes its events to a RabbitMQ server and takes orders from it.</summary>
public sealed class RabbitMqFixture : ShopFixture
{
    public const string Sku = "BOOK-CLA-005";
    public const string Exchange = "shop.events";
    public const string Queue = "task_queue";
    public const string DeadQueue = "task_queue.dead";

    private readonly TemporaryDirectory _home = new("rabbitmq-");

    // The server's certificate is from here.
    private readonly TestAuthority _authority;

    public RabbitMqFixture()
    {
        _authority = new(_home.FullName);
        Server = new(_home.FullName, _authority.Issue("rabbitmq", "localhost"));
        Settings = new Dictionary<string, string>
        {
            ["Events:RabbitMq:Enabled"] = "true",
            ["Events:RabbitMq:Uri"] = $"amqp://127.0.0.1:{Server.Port}/",
            ["Events:RabbitMq:Username"] = "guest",
            ["Events:RabbitMq:Password"] = "guest",
            ["Events:RabbitMq:Commands:Enabled"] = "true",
            ["Events:RabbitMq:Commands:Prefetch"] = "4",
            ["Limits:RequestsPerSecondPerAddress"] = "0",
            ["Limits:RequestsPerSecondPerPrincipal"] = "0",
            ["Limits:CreationsPerSecondPerAddress"] = "0",
        };
    }

    internal RabbitMqServer Server { get; }

    public string AuthorityPath => _authority.CertificatePath;

    /// <summary>The certificate of an authority that has not signed the server's.</summary>
    public string OtherAuthorityPath
    {
        get
        {
            using var other = new TestAuthority(_home.FullName, "other");
            return other.CertificatePath;
        }
    }

    internal FailingCalls Calls { get; } = new();

    protected override IReadOnlyDictionary<string, string> Settings { get; }

    protected override void ConfigureServices(IServiceCollection services) =>
        services.AddSingleton<IIncomingGrainCallFilter>(Calls);

    public override async Task InitializeAsync()
    {
        // Without the server all tests are skipped.
        if (RabbitMqServer.MissingReason is not null) return;
        await Server.StartAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        if (RabbitMqServer.MissingReason is null) await base.DisposeAsync();
        await Server.DisposeAsync();
        _authority.Dispose();
        _home.Dispose();
    }

    /// <summary>The texts among the headers; the client adds a number of its own.</summary>
    internal static Dictionary<string, string> TextsOf(IReadOnlyBasicProperties properties) => properties.Headers!
        .Where(header => header.Value is byte[])
        .ToDictionary(header => header.Key, header => Encoding.UTF8.GetString((byte[])header.Value!));

    /// <summary>A connection of a program outside the shop.</summary>
    internal Task<IConnection> ConnectAsync() => new ConnectionFactory
    {
        Uri = Server.Uri,
        AutomaticRecoveryEnabled = false,
    }.CreateConnectionAsync();
}
