using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;

namespace ShopActors.WebApi.Tests.Messaging;

/// <summary>A shop that publishes its events to Kafka and takes commands on carts from it.</summary>
public sealed class KafkaFixture : ShopFixture
{
    public const string Sku = "BOOK-CLA-005";

    private static readonly string[] Areas =
        ["order", "stock", "cart", "customer", "product", "webhook", "test"];

    // Topics of a broker that was given outlive the test.
    private readonly string _run = $"{Environment.ProcessId}-{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}";

    public KafkaFixture() => Settings = new Dictionary<string, string>
    {
        ["Events:Kafka:Enabled"] = "true",
        ["Events:Kafka:BootstrapServers"] = Cluster.BootstrapServers,
        ["Events:Kafka:TopicPrefix"] = TopicPrefix,
        // A member that lost its connection while it joined is waited for until then.
        ["Events:Kafka:Client:session.timeout.ms"] = "6000",
        ["Events:Kafka:Commands:Enabled"] = "true",
        ["Events:Kafka:Commands:Topic"] = CartTopic,
        ["Events:Kafka:Commands:DeadTopic"] = DeadTopic,
        ["Events:Kafka:Commands:Group"] = $"shop-{_run}",
        ["Limits:RequestsPerSecondPerAddress"] = "0",
        ["Limits:RequestsPerSecondPerPrincipal"] = "0",
        ["Limits:CreationsPerSecondPerAddress"] = "0",
    };

    public string TopicPrefix => $"shop-{_run}.";

    public string CartTopic => $"cart-{_run}";

    public string DeadTopic => $"cart-{_run}.dead";

    internal KafkaCluster Cluster { get; } = new();

    internal FailingCalls Calls { get; } = new();

    protected override IReadOnlyDictionary<string, string> Settings { get; }

    protected override void ConfigureServices(IServiceCollection services) =>
        services.AddSingleton<IIncomingGrainCallFilter>(Calls);

    public override async Task InitializeAsync()
    {
        await Cluster.CreateTopicsAsync([CartTopic, DeadTopic, .. Areas.Select(area => TopicPrefix + area)]);
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Cluster.Dispose();
    }

    /// <summary>Reads topics from their beginning until the records meet a condition.</summary>
    internal List<ConsumeResult<string, byte[]>> ReadUntil(
        Predicate<IReadOnlyList<ConsumeResult<string, byte[]>>> condition, params string[] topics)
    {
        using var consumer = new ConsumerBuilder<string, byte[]>(new ConsumerConfig
        {
            BootstrapServers = Cluster.BootstrapServers,
            GroupId = $"test-{_run}",
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
        }).SetLogHandler(static (_, _) => { }).Build();
        consumer.Assign(
            from topic in topics
            from partition in Enumerable.Range(0, KafkaCluster.Partitions)
            select new TopicPartitionOffset(topic, partition, Offset.Beginning));
        List<ConsumeResult<string, byte[]>> read = [];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            while (!condition(read)) read.Add(consumer.Consume(patience.Token));
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{string.Join(", ", topics)} had {read.Count} messages.");
        }

        consumer.Close();
        return read;
    }
}
