using System.Globalization;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ShopActors.Brokers;

/// <summary>
/// Publishes events to a durable topic exchange of RabbitMQ, persistent and confirmed, on one channel. After a failure
/// the connection is closed, and the next call opens another one.
/// </summary>
internal sealed class RabbitMqPublisher(
    RabbitMqConnector connector, IOptions<RabbitMqOptions> options, IOptions<EventOptions> events)
    : IEventPublisher, IAsyncDisposable, IDisposable
{
    private const string ContentType = "application/json";
    private const string TooLarge = "It is larger than the server takes.";

    // No limiter: a page is bounded, and a limiter's delays would let events overtake one another.
    private static readonly CreateChannelOptions WithConfirms = new(
        publisherConfirmationsEnabled: true,
        publisherConfirmationTrackingEnabled: true,
        outstandingPublisherConfirmationsRateLimiter: null);

    private readonly RabbitMqOptions _options = options.Value;
    private readonly string _source = events.Value.Source;
    private readonly SemaphoreSlim _turn = new(1, 1);

    // Used only in turn.
    private IConnection? _connection;
    private IChannel? _channel;

    public string Name => "rabbitmq";

    public async Task<IReadOnlyList<RefusedEvent>> PublishAsync(
        IReadOnlyList<OutboxMessage> events, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var channel = await OpenAsync(cancellationToken).ConfigureAwait(false);

            // The calls send in their order, and then wait for the confirmations together.
            await Task.WhenAll(events.Where(IsSmallEnough)
                .Select(e => SendAsync(channel, e, cancellationToken)).ToList()).ConfigureAwait(false);
            return [.. events.Where(e => !IsSmallEnough(e)).Select(e => new RefusedEvent(e, TooLarge))];
        }
        catch (Exception e)
        {
            // Whatever failed, the state of the channel is unknown.
            await CloseAsync().ConfigureAwait(false);
            throw Explain(e, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    public void Dispose()
    {
        _channel?.Dispose();
        _connection?.Dispose();
        _turn.Dispose();
    }

    private bool IsSmallEnough(OutboxMessage e) => e.Data.Length <= _options.MessageBytesMax;

    private async Task<IChannel> OpenAsync(CancellationToken cancellationToken)
    {
        if (_channel is { IsOpen: true } open) return open;
        await CloseAsync().ConfigureAwait(false);
        _connection = await connector.ConnectAsync("shop events", cancellationToken).ConfigureAwait(false);
        _channel = await _connection.CreateChannelAsync(WithConfirms, cancellationToken).ConfigureAwait(false);
        await _channel.ExchangeDeclareAsync(
            _options.Exchange, ExchangeType.Topic, durable: true, autoDelete: false,
            cancellationToken: cancellationToken).ConfigureAwait(false);
        return _channel;
    }

    private Task SendAsync(IChannel channel, OutboxMessage e, CancellationToken cancellationToken) =>
        channel.BasicPublishAsync(
            _options.Exchange, e.Type, mandatory: false, PropertiesOf(e), e.Data, cancellationToken).AsTask();

    /// <summary>The attributes as in CloudEvents' AMQP binding in binary mode.</summary>
    private BasicProperties PropertiesOf(OutboxMessage e) => new()
    {
        Persistent = true,
        MessageId = e.Id,
        Type = e.Type,
        ContentType = ContentType,
        Timestamp = new(e.Time.ToUnixTimeSeconds()),
        Headers = new Dictionary<string, object?>
        {
            ["cloudEvents:specversion"] = "1.0",
            ["cloudEvents:id"] = e.Id,
            ["cloudEvents:source"] = _source,
            ["cloudEvents:type"] = e.Type,
            ["cloudEvents:subject"] = e.Subject,
            ["cloudEvents:time"] = e.Time.ToString("O", CultureInfo.InvariantCulture),
            ["cloudEvents:sequence"] = e.Sequence.ToString(CultureInfo.InvariantCulture),
        },
    };

    private static BrokerException Explain(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        BrokerException known => known,
        OperationCanceledException when cancellationToken.IsCancellationRequested =>
            new("RabbitMQ has not confirmed the events in time.", exception),
        OperationInterruptedException { ShutdownReason: { } reason } =>
            new($"RabbitMQ has closed the channel: {reason.ReplyText}", exception),
        PublishException => new("RabbitMQ has refused an event.", exception),
        _ => new($"The connection to RabbitMQ has failed: {exception.Message}", exception),
    };

    private async Task CloseAsync()
    {
        var (channel, connection) = (_channel, _connection);
        (_channel, _connection) = (null, null);
        if (channel is not null) await channel.DisposeAsync().ConfigureAwait(false);
        if (connection is not null) await connection.DisposeAsync().ConfigureAwait(false);
    }
}
