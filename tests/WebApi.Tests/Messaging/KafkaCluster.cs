using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace ShopActors.WebApi.Tests.Messaging;

/// <summary>
/// The brokers of <c>KAFKA_BOOTSTRAP</c>, or those that librdkafka plays itself (rdkafka_mock.h), which can be sent
/// away and made to fail.
/// </summary>
internal sealed class KafkaCluster : IDisposable
{
    public const int Partitions = 3;

    private const string Library = "librdkafka";
    private const string MockBrokers = "3";
    private const short ProduceRequest = 0;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IAdminClient _client;

    // The client chooses one of several builds of the library, by what the machine has.
    static KafkaCluster() => NativeLibrary.SetDllImportResolver(
        typeof(KafkaCluster).Assembly,
        static (name, _, _) => name != Library ? IntPtr.Zero : NativeLibrary.Load(
            Process.GetCurrentProcess().Modules.Cast<ProcessModule>().Select(module => module.FileName)
                .First(path => path.Contains(Library, StringComparison.Ordinal))));

    public KafkaCluster()
    {
        var real = Environment.GetEnvironmentVariable("KAFKA_BOOTSTRAP");
        IsReal = !string.IsNullOrEmpty(real);
        var config = new ClientConfig { BootstrapServers = real };
        if (!IsReal) config.Set("test.mock.num.brokers", MockBrokers);
        _client = new AdminClientBuilder(config).SetLogHandler(static (_, _) => { }).Build();
        Brokers = [.. _client.GetMetadata(Patience).Brokers];
    }

    public bool IsReal { get; }

    public string BootstrapServers => string.Join(',', Brokers.Select(broker => $"{broker.Host}:{broker.Port}"));

    private IReadOnlyList<BrokerMetadata> Brokers { get; }

    /// <summary>Makes topics with <see cref="Partitions"/> partitions.</summary>
    public async Task CreateTopicsAsync(params string[] topics)
    {
        if (IsReal)
        {
            await _client.CreateTopicsAsync(
                topics.Select(topic => new TopicSpecification { Name = topic, NumPartitions = Partitions }));
            return;
        }

        foreach (var topic in topics) Assert.Equal(0, CreateTopic(MockCluster(), topic, Partitions, Partitions));
    }

    /// <summary>Closes the connections of all brokers and opens none.</summary>
    public void SendAway() => SetBrokers(SetBrokerDown);

    public void BringBack() => SetBrokers(SetBrokerUp);

    /// <summary>The next requests to store messages fail like this.</summary>
    public void FailToStore(params Confluent.Kafka.ErrorCode[] errors) => PushRequestErrors(
        MockCluster(), ProduceRequest, (nuint)errors.Length, [.. errors.Select(error => (int)error)]);

    public void Dispose() => _client.Dispose();

    private void SetBrokers(Func<IntPtr, int, int> set)
    {
        foreach (var broker in Brokers) Assert.Equal(0, set(MockCluster(), broker.BrokerId));
    }

    // The client keeps its native handle to itself, and the played brokers belong to it.
    private IntPtr MockCluster()
    {
        const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic;
        var handle = (SafeHandle)typeof(Handle).GetProperty("LibrdkafkaHandle", Hidden)!.GetValue(_client.Handle)!;
        return MockClusterOf(handle.DangerousGetHandle());
    }

    [DllImport(Library, EntryPoint = "rd_kafka_handle_mock_cluster")]
    private static extern IntPtr MockClusterOf(IntPtr client);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_topic_create", CharSet = CharSet.Ansi, BestFitMapping = false)]
    private static extern int CreateTopic(IntPtr cluster, string topic, int partitions, int replicas);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_broker_set_down")]
    private static extern int SetBrokerDown(IntPtr cluster, int broker);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_broker_set_up")]
    private static extern int SetBrokerUp(IntPtr cluster, int broker);

    [DllImport(Library, EntryPoint = "rd_kafka_mock_push_request_errors_array")]
    private static extern void PushRequestErrors(IntPtr cluster, short request, nuint count, int[] errors);
}
