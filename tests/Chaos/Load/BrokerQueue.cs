using System.Text;
using RabbitMQ.Client;
using ShopActors.Chaos.Recording;

namespace ShopActors.Chaos.Load;

/// <summary>A durable queue of the shop's events at the broker, which is read when the run is over.</summary>
internal sealed class BrokerQueue
{
    private const string Exchange = "shop.events";
    private const string Name = "chaos";

    private readonly ConnectionFactory _factory;
    private readonly List<EventRow> _read = [];

    private BrokerQueue(Uri broker) => _factory = new() { Uri = broker };

    /// <summary>Declares the queue, which gets every event from now on.</summary>
    public static async Task<BrokerQueue> BindAsync(Uri broker, CancellationToken cancellationToken)
    {
        var queue = new BrokerQueue(broker);
        await queue.UseAsync(
            async channel =>
            {
                await channel.ExchangeDeclareAsync(
                    Exchange, ExchangeType.Topic, durable: true, cancellationToken: cancellationToken)
                    .ConfigureAwait(false);
                await channel.QueueDeclareAsync(
                    Name, durable: true, exclusive: false, autoDelete: false, cancellationToken: cancellationToken)
                    .ConfigureAwait(false);
                await channel.QueueBindAsync(Name, Exchange, "#", cancellationToken: cancellationToken)
                    .ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return queue;
    }

    /// <summary>Reads what has arrived, and returns all that was read so far.</summary>
    public async Task<IReadOnlyList<EventRow>> DrainAsync(CancellationToken cancellationToken)
    {
        await UseAsync(
            async channel =>
            {
                while (await channel.BasicGetAsync(Name, autoAck: true, cancellationToken).ConfigureAwait(false)
                    is { } message)
                {
                    _read.Add(ToRow(message));
                }
            },
            cancellationToken).ConfigureAwait(false);
        return [.. _read];
    }

    private async Task UseAsync(Func<IChannel, Task> use, CancellationToken cancellationToken)
    {
        var connection = await _factory.CreateConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        await using var ending = channel.ConfigureAwait(false);
        await use(channel).ConfigureAwait(false);
    }

    private static EventRow ToRow(BasicGetResult message)
    {
        var headers = message.BasicProperties.Headers!;
        return new(
            message.BasicProperties.MessageId!,
            message.BasicProperties.Type!,
            Text(headers["cloudEvents:subject"]),
            long.Parse(
                Text(headers["cloudEvents:sequence"]), System.Globalization.CultureInfo.InvariantCulture),
            Encoding.UTF8.GetString(message.Body.Span));
    }

    private static string Text(object? header) => Encoding.UTF8.GetString((byte[])header!);
}
