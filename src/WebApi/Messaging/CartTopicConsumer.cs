using System.Globalization;
using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Options;
using Polly;
using ShopActors.Brokers;

namespace ShopActors.WebApi.Messaging;

/// <summary>
/// Executes the commands of a Kafka topic on carts, one after the other. A message's offset is stored when its command
/// is durable or the message is a dead letter, and committed in the background: after a crash the latest messages are
/// read again, and are the same commands.
/// </summary>
internal sealed partial class CartTopicConsumer : BackgroundService
{
    private readonly KafkaOptions _options;
    private readonly MessageExecutor _executor;
    private readonly CartMessages _carts;
    private readonly DeadCartMessages _dead;
    private readonly ILogger<CartTopicConsumer> _log;
    private readonly ResiliencePipeline _restart;

    public CartTopicConsumer(
        IOptions<KafkaOptions> options,
        MessageExecutor executor,
        CartMessages carts,
        DeadCartMessages dead,
        TimeProvider time,
        ILogger<CartTopicConsumer> log)
    {
        _options = options.Value;
        _executor = executor;
        _carts = carts;
        _dead = dead;
        _log = log;
        _restart = ConsumerRestart.Create(time, reason => LogAway(_log, reason));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken) =>
        await _restart.ExecuteAsync(async token => await ConsumeAsync(token), stoppingToken);

    private async Task ConsumeAsync(CancellationToken stoppingToken)
    {
        using var consumer = CreateConsumer();
        consumer.Subscribe(_options.Commands.Topic);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await HandleAsync(consumer, await NextAsync(consumer, stoppingToken), stoppingToken);
            }
        }
        finally
        {
            // Commits what is stored and leaves the group. It blocks for as long as the brokers need.
            await BlockAsync(() => { consumer.Close(); return true; });
        }
    }

    /// <summary>A thread waits only while there is no message.</summary>
    private static async Task<ConsumeResult<byte[], byte[]>> NextAsync(
        IConsumer<byte[], byte[]> consumer, CancellationToken stoppingToken) =>
        consumer.Consume(TimeSpan.Zero) ?? await BlockAsync(() => consumer.Consume(stoppingToken));

    private static Task<T> BlockAsync<T>(Func<T> call) => Task.Factory.StartNew(
        call, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private async Task HandleAsync(
        IConsumer<byte[], byte[]> consumer, ConsumeResult<byte[], byte[]> record, CancellationToken stoppingToken)
    {
        var message = Read(record);
        var outcome = await _executor.ExecuteAsync<CartMessage>(message, _carts.ExecuteAsync, stoppingToken);
        if (!outcome.IsExecuted && !outcome.IsOpen)
        {
            LogDead(_log, message, PublicName.Of(outcome.Error!.Code));
            await _dead.AddAsync(record, message, outcome.Error, stoppingToken);
        }

        try
        {
            if (outcome.IsOpen) consumer.Seek(record.TopicPartitionOffset);
            else consumer.StoreOffset(record);

            // Refusals are not remembered like commands: do not let them be decided anew.
            if (!outcome.IsExecuted && !outcome.IsOpen) consumer.Commit(record);
        }
        catch (KafkaException e) when (!e.Error.IsFatal)
        {
            // The partition belongs to another member by now, which reads the message again.
            LogMoved(_log, message, e.Error.Reason);
        }
    }

    private static ReceivedMessage Read(ConsumeResult<byte[], byte[]> record)
    {
        var origin = string.Create(
            CultureInfo.InvariantCulture, $"{record.Topic}/{record.Partition.Value}/{record.Offset.Value}");

        // The time distinguishes it from a message at the same place of a topic that was made anew.
        var place = string.Create(CultureInfo.InvariantCulture, $"{origin}/{record.Message.Timestamp.UnixTimestampMs}");
        return new(
            origin,
            record.Message.Value,
            TextOf(record.Message.Headers, ReceivedMessage.AuthorizationHeader),
            TextOf(record.Message.Headers, ReceivedMessage.KeyHeader) ?? place);
    }

    private static string? TextOf(Headers headers, string name) =>
        headers.TryGetLastBytes(name, out var value) && value is not null ? Encoding.UTF8.GetString(value) : null;

    private IConsumer<byte[], byte[]> CreateConsumer() =>
        new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig(_options.ToClientConfig())
        {
            GroupId = _options.Commands.Group,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoOffsetStore = false,
            EnableAutoCommit = true,
            AutoCommitIntervalMs = 1_000,
            PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky,
            // One message is executed at a time, so few have to wait in memory.
            QueuedMinMessages = 100,
            QueuedMaxMessagesKbytes = 4_096,
        })
            .SetErrorHandler((_, error) => LogComplaint(_log, error.Reason))
            .SetLogHandler((_, entry) => LogComplaint(_log, entry.Message))
            .Build();

    [LoggerMessage(5641, LogLevel.Warning, "Commands by Kafka are not taken at the moment: {Reason}")]
    private static partial void LogAway(ILogger logger, string? reason);

    [LoggerMessage(5642, LogLevel.Warning, "Message {Message} is a dead letter: {Code}")]
    private static partial void LogDead(ILogger logger, ReceivedMessage message, string code);

    [LoggerMessage(5643, LogLevel.Information, "Message {Message} is read again: {Reason}")]
    private static partial void LogMoved(ILogger logger, ReceivedMessage message, string reason);

    [LoggerMessage(5644, LogLevel.Debug, "Kafka: {Text}")]
    private static partial void LogComplaint(ILogger logger, string text);
}
