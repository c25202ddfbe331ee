namespace Nola.LocalSilo;

/// <summary>Is told by grains of other processes.</summary>
public interface IProcessObserver : IGrainObserver
{
    Task Told(int processId, string text);
}
