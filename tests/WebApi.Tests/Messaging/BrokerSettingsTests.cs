using Confluent.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ShopActors.Brokers;
using ShopActors.Hosting;

namespace ShopActors.WebApi.Tests.Messaging;

/// <summary>How settings of brokers reach their clients, and which ones a silo does not start with.</summary>
public sealed class BrokerSettingsTests
{
    [Theory]
    [InlineData(false, null, SecurityProtocol.Plaintext)]
    [InlineData(true, null, SecurityProtocol.Ssl)]
    [InlineData(false, SaslMechanism.Plain, SecurityProtocol.SaslPlaintext)]
    [InlineData(true, SaslMechanism.ScramSha512, SecurityProtocol.SaslSsl)]
    public void Kafka_TlsAndSasl_ReachTheClient(bool tls, SaslMechanism? mechanism, SecurityProtocol protocol)
    {
        var options = new KafkaOptions
        {
            BootstrapServers = "kafka.example:9093",
            Tls = tls,
            CaPath = tls ? "/etc/kafka/ca.pem" : null,
            SaslMechanism = mechanism,
            Username = mechanism is null ? null : "shop",
            Password = mechanism is null ? null : "secret",
        };

        foreach (var client in (ClientConfig[])[options.ToClientConfig(), options.ToProducerConfig()])
        {
            Assert.Equal(protocol, client.SecurityProtocol);
            Assert.Equal("kafka.example:9093", client.BootstrapServers);
            Assert.Equal(options.CaPath, client.SslCaLocation);
            Assert.Equal(
                (mechanism, options.Username, options.Password),
                (client.SaslMechanism, client.SaslUsername, client.SaslPassword));
        }
    }

    [Fact]
    public void Kafka_FurtherSettings_ReachTheClientButNotWhatTheGuaranteesRestOn()
    {
        var options = new KafkaOptions
        {
            Client =
            {
                ["compression.type"] = "zstd", ["acks"] = "1", ["enable.idempotence"] = "false",
                ["message.timeout.ms"] = "5", ["security.protocol"] = "sasl_ssl",
            },
        };

        var producer = options.ToProducerConfig();

        Assert.Equal(CompressionType.Zstd, producer.CompressionType);
        Assert.Equal((Acks.All, true, 0), (producer.Acks, producer.EnableIdempotence, producer.MessageTimeoutMs));
        Assert.Equal(SecurityProtocol.Plaintext, producer.SecurityProtocol);
    }

    [Theory]
    [InlineData("Events:Kafka:SaslMechanism", "SaslMechanism=ScramSha256", "Username=shop")]
    [InlineData("Events:Kafka:SaslMechanism", "SaslMechanism=Plain", "Password=secret")]
    [InlineData("Events:Kafka:Username", "Username=shop")]
    [InlineData("Events:Kafka:Password", "Password=secret")]
    [InlineData("Events:Kafka:CaPath", "Tls=true", "CaPath=/nowhere/ca.pem")]
    [InlineData("Events:Kafka:CaPath", "CaPath=/dev/null")]
    [InlineData("Events:Kafka:TopicPrefix", "TopicPrefix=shop/")]
    [InlineData("Events:Kafka:MessageBytesMax", "MessageBytesMax=1")]
    [InlineData("Events:RabbitMq:Uri", "Uri=https://rabbit.example")]
    [InlineData("Events:RabbitMq:CaPath", "CaPath=/dev/null")]
    [InlineData("Events:RabbitMq:CaPath", "Uri=amqps://rabbit.example", "CaPath=/nowhere/ca.pem")]
    [InlineData("Events:RabbitMq:Username", "Username=shop")]
    [InlineData("Events:RabbitMq:Password", "Password=secret")]
    public async Task Silo_WithSettingsThatDoNotFit_DoesNotStartAndNamesTheSetting(
        string named, params string[] settings)
    {
        var section = named[..named.LastIndexOf(':')];
        using var silo = Build(settings.Prepend("Enabled=true").Select(setting => setting.Split('=', 2))
            .Select(setting => KeyValuePair.Create($"{section}:{setting[0]}", (string?)setting[1])));

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => silo.StartAsync());

        Assert.Contains(named[(section.Length + 1)..], refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.ToString(), StringComparison.Ordinal);
    }

    private static IHost Build(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
        [
            new("Storage:Backend", "Memory"), new("Payments:ProviderUrl", "http://127.0.0.1:9/"), .. settings,
        ]);
        builder.AddShopSilo();
        return builder.Build();
    }
}
