using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace ShopActors.Brokers;

/// <summary>RabbitMQ: the events of the shop, and orders by queue.</summary>
internal sealed class RabbitMqOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Events:RabbitMq";

    /// <summary>Whether silos publish events.</summary>
    /// <value>Default: false.</value>
    public bool Enabled { get; set; }

    /// <summary>
    /// The server and its virtual host, <c>amqp://host:port/vhost</c> or, with TLS, <c>amqps://</c>. It may contain the
    /// user and the password.
    /// </summary>
    /// <value>Default: amqp://127.0.0.1:5672/.</value>
    [Required]
    public string Uri { get; set; } = "amqp://127.0.0.1:5672/";

    /// <summary>The user, in place of that in <see cref="Uri"/>; it needs a password, here or there.</summary>
    /// <value>Default: that in <see cref="Uri"/>, or <c>guest</c>.</value>
    public string? Username { get; set; }

    /// <summary>The password of <see cref="Username"/>.</summary>
    public string? Password { get; set; }

    /// <summary>A PEM file with the authorities that sign the server's certificate.</summary>
    /// <value>Default: those of the machine.</value>
    public string? CaPath { get; set; }

    /// <summary>The topic exchange for events; it is made if it is not there.</summary>
    /// <value>Default: <c>shop.events</c>.</value>
    [Required, StringLength(255)]
    public string Exchange { get; set; } = "shop.events";

    /// <summary>
    /// The largest message in bytes, and no more than the server takes (<c>max_message_size</c>): a larger event is
    /// parked.
    /// </summary>
    /// <value>Default: 16,000,000.</value>
    [Range(1_000, 512_000_000)]
    public int MessageBytesMax { get; set; } = 16_000_000;

    /// <summary>Orders that arrive as messages.</summary>
    [ValidateObjectMembers]
    public RabbitMqCommandOptions Commands { get; set; } = new();
}
