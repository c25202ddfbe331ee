using System.ComponentModel.DataAnnotations;

namespace ShopActors.Brokers;

/// <summary>Orders by queue.</summary>
internal sealed class RabbitMqCommandOptions
{
    /// <summary>Whether API processes execute them.</summary>
    /// <value>Default: false.</value>
    public bool Enabled { get; set; }

    /// <summary>The durable queue from which they come; it is made if it is not there.</summary>
    /// <value>Default: <c>task_queue</c>.</value>
    [Required, StringLength(255)]
    public string Queue { get; set; } = "task_queue";

    /// <summary>The durable queue for those that can never be executed; it is made if it is not there.</summary>
    /// <value>Default: <c>task_queue.dead</c>.</value>
    [Required, StringLength(255)]
    public string DeadQueue { get; set; } = "task_queue.dead";

    /// <summary>How many messages a process executes at a time; it holds no others.</summary>
    /// <value>Default: 16.</value>
    [Range(1, 1_000)]
    public int Prefetch { get; set; } = 16;
}
