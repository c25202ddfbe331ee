namespace Nola.Runtime.Messaging;

/// <summary>Looks at calls that have been waiting for long. Implemented by Activation.</summary>
internal interface ICallWatcher
{
    /// <summary>A call to another host has waited for some time; called about once a second while it does.</summary>
    void OnLongWait(PendingCall call);
}
