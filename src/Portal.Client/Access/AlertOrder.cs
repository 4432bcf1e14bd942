namespace Portal.Client.Access;

/// <summary>Of alerts that stand the worst first, as the ports list them: which one is the red panel's, and which stand beneath it.</summary>
internal static class AlertOrder
{
    extension(IReadOnlyList<AlertView> alerts)
    {
        /// <summary>The alert of the red panel.</summary>
        public AlertView? Urgent => alerts.FirstOrDefault(alert => alert.Urgent);

        /// <summary>The others: urgent, or not yet taken by anybody.</summary>
        public IEnumerable<AlertView> Others
        {
            get
            {
                var urgent = alerts.Urgent;
                return alerts.Where(alert => alert != urgent && (alert.Urgent || alert.State is AlertState.Open));
            }
        }
    }
}
