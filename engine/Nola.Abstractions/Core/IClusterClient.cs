namespace Orleans;

/// <summary>A cluster as its clients see it. Its host connects and disconnects it.</summary>
public interface IClusterClient : IGrainFactory
{
    /// <summary>The host's services.</summary>
    IServiceProvider ServiceProvider { get; }
}
