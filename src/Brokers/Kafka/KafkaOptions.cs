using System.ComponentModel.DataAnnotations;
using Confluent.Kafka;
using Microsoft.Extensions.Options;

namespace ShopActors.Brokers;

/// <summary>Kafka: the events of the shop, and commands on carts.</summary>
internal sealed class KafkaOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Events:Kafka";

    /// <summary>Whether silos publish events.</summary>
    /// <value>Default: false.</value>
    public bool Enabled { get; set; }

    /// <summary>The brokers from which a client learns of the others, as <c>host:port,host:port</c>.</summary>
    /// <value>Default: 127.0.0.1:9092.</value>
    [Required]
    public string BootstrapServers { get; set; } = "127.0.0.1:9092";

    /// <summary>What stands before an area in the name of its topic: <c>shop.order</c>, <c>shop.stock</c>.</summary>
    /// <value>Default: <c>shop.</c>.</value>
    [RegularExpression("^[A-Za-z0-9._-]{0,100}$")]
    public string TopicPrefix { get; set; } = "shop.";

    /// <summary>
    /// The largest message in bytes, and no more than the brokers take (<c>message.max.bytes</c>): a larger event is
    /// parked.
    /// </summary>
    /// <value>Default: 1,000,000, below the default of the brokers.</value>
    [Range(1_000, 1_000_000_000)]
    public int MessageBytesMax { get; set; } = 1_000_000;

    /// <summary>Whether connections use TLS.</summary>
    /// <value>Default: false.</value>
    public bool Tls { get; set; }

    /// <summary>
    /// A PEM file with the authorities that sign the brokers' certificates; only with <see cref="Tls"/>.
    /// </summary>
    /// <value>Default: those of the machine.</value>
    public string? CaPath { get; set; }

    /// <summary>How clients authenticate.</summary>
    /// <value>Default: not at all.</value>
    public SaslMechanism? SaslMechanism { get; set; }

    /// <summary>The user of <see cref="SaslMechanism"/>.</summary>
    public string? Username { get; set; }

    /// <summary>The password of <see cref="Username"/>.</summary>
    public string? Password { get; set; }

    /// <summary>
    /// Further settings of librdkafka by name, such as <c>compression.type</c>. They cannot change what the guarantees
    /// rest on.
    /// </summary>
    public IDictionary<string, string> Client { get; } = new Dictionary<string, string>();

    /// <summary>Commands that arrive as messages.</summary>
    [ValidateObjectMembers]
    public KafkaCommandOptions Commands { get; set; } = new();

    /// <summary>What all clients have in common.</summary>
    public ClientConfig ToClientConfig()
    {
        var config = new ClientConfig(new Dictionary<string, string>(Client))
        {
            BootstrapServers = BootstrapServers,
            SecurityProtocol = (Tls, SaslMechanism) switch
            {
                (false, null) => SecurityProtocol.Plaintext,
                (true, null) => SecurityProtocol.Ssl,
                (false, _) => SecurityProtocol.SaslPlaintext,
                (true, _) => SecurityProtocol.SaslSsl,
            },
        };
        if (CaPath is not null) config.SslCaLocation = CaPath;
        if (SaslMechanism is not null) config.SaslMechanism = SaslMechanism;
        if (Username is not null) config.SaslUsername = Username;
        if (Password is not null) config.SaslPassword = Password;
        return config;
    }

    /// <summary>
    /// A producer whose messages of one key arrive in order and once. It gives up no message by itself: a message that
    /// fails while the next one arrives would break the order.
    /// </summary>
    public ProducerConfig ToProducerConfig() => new(ToClientConfig())
    {
        EnableIdempotence = true,
        EnableGaplessGuarantee = true,
        Acks = Acks.All,
        MessageTimeoutMs = 0,
        MessageMaxBytes = MessageBytesMax,
        // The partition that Java's clients choose, so that streams can be joined by key.
        Partitioner = Partitioner.Murmur2,
    };
}
