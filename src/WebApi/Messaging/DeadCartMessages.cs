using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Options;
using ShopActors.Brokers;
using KafkaError = Confluent.Kafka.ErrorCode;

namespace ShopActors.WebApi.Messaging;

/// <summary>The topic for messages that can never be executed. It connects with the first of them.</summary>
internal sealed class DeadCartMessages(IOptions<KafkaOptions> options) : IDisposable
{
    private readonly KafkaOptions _options = options.Value;
    private IProducer<byte[], byte[]>? _producer;

    /// <summary>Keeps a message, without its sender's token.</summary>
    public async Task AddAsync(
        ConsumeResult<byte[], byte[]> record, ReceivedMessage message, ShopError error,
        CancellationToken cancellationToken)
    {
        _producer ??= CreateProducer();
        var headers = new Headers();
        foreach (var header in record.Message.Headers)
        {
            if (header.Key != ReceivedMessage.AuthorizationHeader) headers.Add(header);
        }

        try
        {
            await AddAsync(record.Message.Key, record.Message.Value, headers, message, error, cancellationToken);
        }
        catch (ProduceException<byte[], byte[]> e) when (e.Error.Code == KafkaError.MsgSizeTooLarge)
        {
            // It stays at its place in the topic; here is what became of it.
            await AddAsync(record.Message.Key, [], [], message, error, cancellationToken);
        }
        catch (KafkaException e) when (e.Error.IsFatal || e.Error.Code == KafkaError.Local_Fatal)
        {
            // The message is read again, and kept by another producer.
            _producer.Dispose();
            _producer = null;
            throw;
        }
    }

    public void Dispose() => _producer?.Dispose();

    private IProducer<byte[], byte[]> CreateProducer()
    {
        // Each message is awaited, so one that is refused leaves no gap before another.
        var config = _options.ToProducerConfig();
        config.EnableGaplessGuarantee = false;
        return new ProducerBuilder<byte[], byte[]>(config).SetLogHandler(static (_, _) => { }).Build();
    }

    private async Task AddAsync(
        byte[] key, byte[] value, Headers headers, ReceivedMessage message, ShopError error,
        CancellationToken cancellationToken)
    {
        headers.Add("error-code", Encoding.UTF8.GetBytes(PublicName.Of(error.Code)));
        headers.Add("error-detail", Encoding.UTF8.GetBytes(error.Message));
        headers.Add("origin", Encoding.UTF8.GetBytes(message.Origin));
        await _producer!.ProduceAsync(
            _options.Commands.DeadTopic, new() { Key = key, Value = value, Headers = headers }, cancellationToken);
    }
}
