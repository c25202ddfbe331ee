using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using KafkaError = Confluent.Kafka.ErrorCode;

namespace ShopActors.Brokers;

/// <summary>
/// Publishes events to Kafka: a topic for each kind of subject, the subject as key, one idempotent producer. The
/// producer gives up no message by itself, so what was handed to it and not confirmed in time is awaited again by the
/// next call, instead of being sent twice or behind its successors.
/// </summary>
internal sealed partial class KafkaPublisher : IEventPublisher, IDisposable
{
    private const string TooLarge = "It is larger than the brokers take.";

    private readonly KafkaOptions _options;
    private readonly string _source;
    private readonly ILogger<KafkaPublisher> _log;
    private readonly SemaphoreSlim _turn = new(1, 1);

    // By position, what the producer has and the brokers have not confirmed. Used only in turn.
    private readonly Dictionary<long, Task<DeliveryResult<string, byte[]>>> _pending = [];
    private IProducer<string, byte[]>? _producer;

    // The client's latest complaint: it says why a confirmation does not come.
    private volatile string? _complaint;

    public KafkaPublisher(
        IOptions<KafkaOptions> options, IOptions<EventOptions> events, ILogger<KafkaPublisher> log)
    {
        _options = options.Value;
        _source = events.Value.Source;
        _log = log;
    }

    public string Name => "kafka";

    public async Task<IReadOnlyList<RefusedEvent>> PublishAsync(
        IReadOnlyList<OutboxMessage> events, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await PublishTogetherAsync(events, cancellationToken).ConfigureAwait(false)
                ?? await PublishSinglyAsync(events, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new BrokerException($"Kafka has not confirmed the events: {_complaint ?? "no answer in time"}.", e);
        }
        catch (KafkaException e)
        {
            if (e.Error.IsFatal || e.Error.Code == KafkaError.Local_Fatal) await DiscardAsync().ConfigureAwait(false);
            throw new BrokerException($"Kafka does not take events: {e.Error.Reason}.", e);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _producer?.Dispose();
        _turn.Dispose();
    }

    /// <summary>
    /// Null if a broker has refused a batch for its size, which does not tell which event was too large.
    /// </summary>
    private async Task<IReadOnlyList<RefusedEvent>?> PublishTogetherAsync(
        IReadOnlyList<OutboxMessage> events, CancellationToken cancellationToken)
    {
        List<RefusedEvent> refused = [];
        List<Task> sent = [];
        foreach (var e in events)
        {
            var delivery = SendAsync(e);

            // The client itself refuses what exceeds its own limit, at once and without consequences for others.
            if (delivery.IsFaulted && IsTooLarge(delivery.Exception.InnerException)) refused.Add(new(e, TooLarge));
            else sent.Add(delivery);
        }

        try
        {
            await Task.WhenAll(sent).WaitAsync(cancellationToken).ConfigureAwait(false);
            return refused;
        }
        catch (ProduceException<string, byte[]>)
            when (sent.Any(delivery => delivery.IsFaulted && IsTooLarge(delivery.Exception.InnerException)))
        {
            return null;
        }
        finally
        {
            foreach (var e in events) Forget(e.Position);
        }
    }

    private async Task<IReadOnlyList<RefusedEvent>> PublishSinglyAsync(
        IReadOnlyList<OutboxMessage> events, CancellationToken cancellationToken)
    {
        List<RefusedEvent> refused = [];
        await DiscardAsync().ConfigureAwait(false);
        foreach (var e in events)
        {
            try
            {
                await SendAsync(e).WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (ProduceException<string, byte[]> failure) when (IsTooLarge(failure))
            {
                refused.Add(new(e, TooLarge));
                await DiscardAsync().ConfigureAwait(false);
            }
            finally
            {
                Forget(e.Position);
            }
        }

        return refused;
    }

    private Task<DeliveryResult<string, byte[]>> SendAsync(OutboxMessage e)
    {
        if (_pending.TryGetValue(e.Position, out var pending)) return pending;
        _producer ??= CreateProducer();
        return _pending[e.Position] = _producer.ProduceAsync(_options.TopicPrefix + AreaOf(e), new()
        {
            Key = e.Subject,
            Value = e.Data.ToArray(),
            Headers = CloudEventHeaders.Of(e, _source),
            Timestamp = new(e.Time),
        });
    }

    // A payment belongs to its order: the events of one subject need one topic to stay in order.
    private static string AreaOf(OutboxMessage e) => e.Area == "payment" ? "order" : e.Area;

    private void Forget(long position)
    {
        if (_pending.TryGetValue(position, out var delivery) && delivery.IsCompleted) _pending.Remove(position);
    }

    /// <summary>
    /// Ends a producer that has lost a batch for good: whatever followed would be behind a gap.
    /// </summary>
    private async Task DiscardAsync()
    {
        var producer = _producer;
        _producer = null;
        _pending.Clear();
        if (producer is null) return;

        // It blocks until the client's threads have ended.
        await Task.Factory.StartNew(
            producer.Dispose, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .ConfigureAwait(false);
    }

    private IProducer<string, byte[]> CreateProducer() =>
        new ProducerBuilder<string, byte[]>(_options.ToProducerConfig())
            .SetErrorHandler((_, error) => _complaint = error.Reason)
            .SetLogHandler((_, message) => LogClient(_log, message.Name, message.Message))
            .Build();

    private static bool IsTooLarge(Exception? exception) =>
        exception is KafkaException { Error.Code: KafkaError.MsgSizeTooLarge };

    [LoggerMessage(5621, LogLevel.Debug, "{Client}: {Text}")]
    private static partial void LogClient(ILogger logger, string client, string text);
}
