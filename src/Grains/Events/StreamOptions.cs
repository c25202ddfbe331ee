namespace ShopActors;

/// <summary>Settings of the cluster's streams.</summary>
public sealed class StreamOptions
{
    /// <summary>Whether events are delivered to grains that subscribe, such as the board of low stock.</summary>
    /// <value>Default: false.</value>
    public bool Enabled { get; set; }

    /// <summary>Whether there is a stream for each order, SKU, cart and so on, besides those of their areas.</summary>
    /// <value>Default: false.</value>
    public bool PerSubject { get; set; }
}
