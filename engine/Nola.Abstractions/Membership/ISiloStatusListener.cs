namespace Orleans.Runtime;

/// <summary>Learns about changes of silos' states.</summary>
public interface ISiloStatusListener
{
    /// <summary>A silo's state has changed.</summary>
    void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status);
}
