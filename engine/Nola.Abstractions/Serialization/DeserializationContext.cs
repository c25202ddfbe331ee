namespace Orleans.Serialization;

/// <summary>What surrounds a value that has been read.</summary>
public abstract class DeserializationContext
{
    /// <summary>The services of the host.</summary>
    public abstract IServiceProvider ServiceProvider { get; }

    /// <summary>What the host makes its calls with.</summary>
    public abstract object RuntimeClient { get; }
}
