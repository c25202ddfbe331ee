using System.Diagnostics;
using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using ShopActors.Brokers;

namespace ShopActors.WebApi.Messaging;

/// <summary>
/// One channel on which orders are taken. A message is acknowledged when its order is durable and its answer sent, or
/// when it is a dead letter; until then the server delivers it again, and it is the same order.
/// </summary>
internal sealed partial class OrderQueueSession(
    IConnection connection,
    IChannel channel,
    RabbitMqCommandOptions options,
    MessageExecutor executor,
    OrderMessages orders,
    ILogger log)
    : IAsyncDisposable
{
    private const string ErrorCodeHeader = "error-code";
    private const string ErrorDetailHeader = "error-detail";

    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ending = new();

    // Handlers run side by side; only one of them publishes at a time.
    private readonly SemaphoreSlim _publishing = new(1, 1);

    /// <summary>Completes with the reason when no more messages can be taken or acknowledged.</summary>
    public Task<string> Ended => _ended.Task;

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        channel.ChannelShutdownAsync += (_, reason) => EndAsync(reason.ReplyText);
        foreach (var queue in new[] { options.Queue, options.DeadQueue })
        {
            await channel.QueueDeclareAsync(
                queue, durable: true, exclusive: false, autoDelete: false, cancellationToken: cancellationToken);
        }

        await channel.BasicQosAsync(0, (ushort)options.Prefetch, global: false, cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.UnregisteredAsync += (_, _) => EndAsync("the queue is gone");
        consumer.ReceivedAsync += (_, delivery) => HandleAsync(delivery);
        await channel.BasicConsumeAsync(options.Queue, autoAck: false, consumer, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync("the process stops");
        await channel.DisposeAsync();
        await connection.DisposeAsync();
        _publishing.Dispose();
        _ending.Dispose();
    }

    private Task EndAsync(string reason)
    {
        _ended.TrySetResult(reason);
        return _ending.CancelAsync();
    }

    private async Task HandleAsync(BasicDeliverEventArgs delivery)
    {
        try
        {
            var message = Read(delivery);
            var outcome = await executor.ExecuteAsync<OrderMessage>(message, orders.ExecuteAsync, _ending.Token);
            if (outcome.IsOpen)
            {
                await channel.BasicNackAsync(delivery.DeliveryTag, multiple: false, requeue: true, _ending.Token);
                return;
            }

            if (!outcome.IsExecuted) await BuryAsync(delivery, message, outcome.Error!);
            if (delivery.BasicProperties.ReplyTo is { Length: > 0 } replyTo)
            {
                await ReplyAsync(replyTo, delivery.BasicProperties.CorrelationId, message, outcome);
            }

            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, _ending.Token);
        }
        catch (OperationCanceledException) when (_ended.Task.IsCompleted)
        {
            // The message is not acknowledged, so it is delivered again.
        }
        catch (Exception e)
        {
            // What could not be published or acknowledged comes again on the next channel.
            await EndAsync(e.Message);
        }
    }

    private ReceivedMessage Read(BasicDeliverEventArgs delivery)
    {
        var properties = delivery.BasicProperties;
        return new(
            $"{options.Queue}/{properties.MessageId}",
            delivery.Body.ToArray(),
            TextOf(properties.Headers, ReceivedMessage.AuthorizationHeader),
            TextOf(properties.Headers, ReceivedMessage.KeyHeader) ?? properties.MessageId);
    }

    /// <summary>Keeps a message that can never be executed, without its sender's token.</summary>
    private Task BuryAsync(BasicDeliverEventArgs delivery, ReceivedMessage message, ShopError error)
    {
        var code = PublicName.Of(error.Code);
        LogDead(log, message, code);
        var sent = delivery.BasicProperties.Headers ?? new Dictionary<string, object?>();
        var headers = new Dictionary<string, object?>(sent)
        {
            [ErrorCodeHeader] = code,
            [ErrorDetailHeader] = error.Message,
        };
        headers.Remove(ReceivedMessage.AuthorizationHeader);
        var properties = new BasicProperties(delivery.BasicProperties)
        {
            Headers = headers,
            Persistent = true,
            // The server checks the user, and would delete the message at its time.
            UserId = null,
            Expiration = null,
        };
        return PublishAsync(options.DeadQueue, properties, message.Body);
    }

    private Task ReplyAsync(string replyTo, string? correlationId, ReceivedMessage message, MessageOutcome outcome)
    {
        var trace = Activity.Current?.TraceId.ToHexString() ?? message.Origin;
        var body = outcome.Body ?? Problem.ToDetails(outcome.Error!, message.Origin, trace);
        var properties = new BasicProperties
        {
            CorrelationId = correlationId,
            ContentType = outcome.Error is null ? "application/json" : Problem.MediaType,
        };
        return PublishAsync(replyTo, properties, executor.Write(body));
    }

    /// <summary>Publishes into a queue; an answer to a queue that is gone is dropped by the server.</summary>
    private async Task PublishAsync(string queue, BasicProperties properties, ReadOnlyMemory<byte> body)
    {
        await _publishing.WaitAsync(_ending.Token);
        try
        {
            await channel.BasicPublishAsync(exchange: "", queue, mandatory: false, properties, body, _ending.Token);
        }
        finally
        {
            _publishing.Release();
        }
    }

    private static string? TextOf(IDictionary<string, object?>? headers, string name) =>
        headers?.TryGetValue(name, out var value) != true ? null : value switch
        {
            byte[] bytes => Encoding.UTF8.GetString(bytes),
            string text => text,
            _ => null,
        };

    [LoggerMessage(5634, LogLevel.Warning, "Message {Message} is a dead letter: {Code}")]
    private static partial void LogDead(ILogger logger, ReceivedMessage message, string code);
}
