using Microsoft.Extensions.Options;
using Polly;
using RabbitMQ.Client;
using ShopActors.Brokers;

namespace ShopActors.WebApi.Messaging;

/// <summary>Places the orders that arrive in a queue of RabbitMQ, on one connection after the other.</summary>
internal sealed partial class OrderQueueConsumer : BackgroundService
{
    private readonly RabbitMqConnector _connector;
    private readonly RabbitMqCommandOptions _options;
    private readonly MessageExecutor _executor;
    private readonly OrderMessages _orders;
    private readonly ILogger<OrderQueueConsumer> _log;
    private readonly ResiliencePipeline _connect;

    public OrderQueueConsumer(
        RabbitMqConnector connector,
        IOptions<RabbitMqOptions> options,
        MessageExecutor executor,
        OrderMessages orders,
        TimeProvider time,
        ILogger<OrderQueueConsumer> log)
    {
        _connector = connector;
        _options = options.Value.Commands;
        _executor = executor;
        _orders = orders;
        _log = log;
        _connect = ConsumerRestart.Create(time, reason => LogAway(_log, reason));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var session = await _connect.ExecuteAsync(async token => await OpenAsync(token), stoppingToken);
            try
            {
                await using (session)
                {
                    LogTaking(_log, _options.Queue);
                    LogAway(_log, await session.Ended.WaitAsync(stoppingToken));
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Closing a broken connection may fail as well; the next one is opened all the same.
                LogAway(_log, e.Message);
            }
        }
    }

    private async Task<OrderQueueSession> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await _connector.ConnectAsync("shop orders", cancellationToken);
        try
        {
            // No more handlers at a time than messages that the server hands out.
            var channel = await connection.CreateChannelAsync(
                new(
                    publisherConfirmationsEnabled: true,
                    publisherConfirmationTrackingEnabled: true,
                    outstandingPublisherConfirmationsRateLimiter: null,
                    consumerDispatchConcurrency: (ushort)_options.Prefetch),
                cancellationToken);
            var session = new OrderQueueSession(connection, channel, _options, _executor, _orders, _log);
            await session.BeginAsync(cancellationToken);
            return session;
        }
        catch
        {
            // Its channel ends with it.
            await connection.DisposeAsync();
            throw;
        }
    }

    [LoggerMessage(5633, LogLevel.Warning, "Orders by queue are not taken at the moment: {Reason}")]
    private static partial void LogAway(ILogger logger, string? reason);

    [LoggerMessage(5635, LogLevel.Information, "Orders are taken from the queue {Queue}")]
    private static partial void LogTaking(ILogger logger, string queue);
}
