using System.ComponentModel.DataAnnotations;

namespace ShopActors.Brokers;

/// <summary>Commands on carts by Kafka.</summary>
internal sealed class KafkaCommandOptions
{
    private const string TopicName = "^[A-Za-z0-9._-]{1,240}$";

    /// <summary>Whether API processes execute them.</summary>
    /// <value>Default: false.</value>
    public bool Enabled { get; set; }

    /// <summary>The topic from which they come.</summary>
    /// <value>Default: <c>cart</c>.</value>
    [RegularExpression(TopicName)]
    public string Topic { get; set; } = "cart";

    /// <summary>The topic for those that can never be executed.</summary>
    /// <value>Default: <c>cart.dead</c>.</value>
    [RegularExpression(TopicName)]
    public string DeadTopic { get; set; } = "cart.dead";

    /// <summary>The consumer group: its members share the partitions.</summary>
    /// <value>Default: <c>shop</c>.</value>
    [Required]
    public string Group { get; set; } = "shop";
}
