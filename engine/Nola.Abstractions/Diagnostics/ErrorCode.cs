namespace Orleans;

/// <summary>Ids of those log events that an application's monitoring can know from Orleans.</summary>
public enum ErrorCode
{
    /// <summary>For what an application finds wrong itself.</summary>
    Runtime_Error_100146 = 100_146,

    /// <summary>A grain failed to activate.</summary>
    Catalog_ErrorCallingActivate = 100_513,

    /// <summary>An activation was cancelled because it took too long.</summary>
    Catalog_CancelledActivate = 100_548,

    /// <summary>An activation that was cancelled used an object that had been disposed.</summary>
    Catalog_DisposedObjectAccess = 100_549,
}
