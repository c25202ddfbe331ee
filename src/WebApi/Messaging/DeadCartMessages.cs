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
        _producer ??= new ProducerBuilder<byte[], byte[]>(_options.ToProducerConfig())
            .SetLogHandler(static (_, _) => { })
            .Build();
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
    }

    public void Dispose() => _producer?.Dispose();

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
